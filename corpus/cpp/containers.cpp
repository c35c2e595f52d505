// C++ with its library: virtual functions, static constructors and destructors, maps, strings, templates, closures.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <vector>
#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
  virtual std::string name() const { return "shape"; }
};
struct Square : Shape {
  double side;
  explicit Square(double side) : side(side) {}
  double area() const override { return side * side; }
  std::string name() const override { return "square with a name that is too long for a small string"; }
};
struct Circle : Shape {
  double radius;
  explicit Circle(double radius) : radius(radius) {}
  double area() const override { return 3.0 * radius * radius; }
};

struct Registry {
  std::map<std::string, std::unique_ptr<Shape>> shapes;
  int constructed;
  Registry() : constructed(1) {
    shapes.emplace("a square", std::make_unique<Square>(3));
    shapes.emplace("a circle", std::make_unique<Circle>(2));
  }
  ~Registry() { std::puts("registry destroyed"); }
};
static Registry registry;
static std::string greeting = "hello from a static constructor, " + std::to_string(registry.shapes.size()) + " shapes";

EXPORT(greeting_char) int greeting_char(int i) { return greeting.at(i); }
EXPORT(area) double area(int which) { return std::next(registry.shapes.begin(), which)->second->area(); }
EXPORT(name_length) int name_length(int which) {
  return static_cast<int>(std::next(registry.shapes.begin(), which)->second->name().size());
}
EXPORT(add_square) int add_square(double side) {
  registry.shapes["square " + std::to_string(registry.shapes.size())] = std::make_unique<Square>(side);
  return static_cast<int>(registry.shapes.size());
}
EXPORT(total) double total() {
  return std::accumulate(registry.shapes.begin(), registry.shapes.end(), 0.0,
                         [](double sum, const auto &entry) { return sum + entry.second->area(); });
}
EXPORT(print) int print() {
  for (const auto &[key, shape] : registry.shapes) std::printf("%s: %s %.2f\n", key.c_str(), shape->name().c_str(), shape->area());
  std::fflush(stdout);
  return registry.constructed++;
}
EXPORT(words) int words(int count) {
  std::map<std::string, int> counts;
  std::vector<std::string> keys{"chicory", "endive", "radicchio"};
  for (int i = 0; i < count; i++) counts[keys[i * i % keys.size()] + std::string(i % 5, '!')]++;
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(), [](auto &a, auto &b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  std::function<int(int)> weigh = [&](int i) { return sorted[i].second * static_cast<int>(sorted[i].first.size()); };
  int result = 0;
  for (size_t i = 0; i < sorted.size(); i++) result = result * 31 + weigh(static_cast<int>(i));
  return result;
}
