// What C++ adds: references, namespaces, methods, classes that are passed by their addresses.
namespace geo {
struct point {
  int x;
  double weight;
  int measure(const point &other) const;
};
int point::measure(const point &other) const { return x + other.x; }
struct owner {
  int id;
  ~owner();
};
owner::~owner() {}
class hidden;
__attribute__((export_name("shift"))) void shift(point &&it) { it.x++; }
}  // namespace geo

extern "C" {
__attribute__((export_name("use_reference"))) double use_reference(const geo::point &it) {
  return it.weight;
}
__attribute__((export_name("take_owner"))) int take_owner(geo::owner it) { return it.id; }
__attribute__((export_name("use_hidden"))) int use_hidden(geo::hidden *it) { return it != nullptr; }
}
