// Classes, namespaces, base classes.
namespace {
struct local {
  int hidden;
};
}  // namespace

struct point {
  int x;
};

namespace geo {
struct point {
  int x;
  double weight;
  static int count;
  int sum() const { return x; }
};
namespace inner {
enum class color : unsigned short { RED, GREEN };
template <class T> struct box {
  T content;
};
}  // namespace inner
struct base {
  int id;
  short kind;
};
class derived : public base {
 public:
  short extra;
  inner::color color;
  point at;
  const point &reference;
  inner::box<int> boxed;
};
struct shape {
  virtual int area() { return side; }
  int side;
};
struct diamond : virtual base {
  int own;
};
using number_box = inner::box<float>;
}  // namespace geo
namespace std {
struct token {
  int std_only;
};
}  // namespace std

#define USE(type, name) \
  extern "C" __attribute__((export_name(#name))) int name(type *it) { return sizeof *it; }
USE(point, use_point)
USE(geo::point, use_geo_point)
USE(geo::derived, use_derived)
USE(geo::diamond, use_diamond)
USE(geo::number_box, use_box)
USE(std::token, use_token)
USE(local, use_local)
extern "C" __attribute__((export_name("use_shape"))) int use_shape(geo::shape *it) {
  return it->geo::shape::area();
}
