# The tag as C++ compilers define it in every object; they do not where C throws.
  .weak __cpp_exception
  .tagtype __cpp_exception i32
__cpp_exception:
