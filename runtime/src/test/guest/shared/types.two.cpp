#include "types.h"
EXPORT Shape *make(int);
EXPORT const void *type_of_one();
EXPORT int is_square(Shape *);
EXPORT int cast(int side) {
  Square *square = dynamic_cast<Square *>(make(side));
  return square ? square->side : -1;
}
EXPORT int same() {
  Shape *made = make(3);
  return (typeid(*made) == typeid(Square)) | is_square(new Square(4)) << 1 | (type_of_one() == &typeid(Square)) << 2;
}
