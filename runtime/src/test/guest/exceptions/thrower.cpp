extern "C" int thrower(int number) {
  if (number > 3) throw number;
  return number;
}
