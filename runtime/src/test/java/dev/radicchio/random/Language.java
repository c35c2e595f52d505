package dev.radicchio.random;

/** A language that modules of random programs are written in. */
enum Language {
  C("c"),
  CXX("cpp"),
  RUST("rs");

  private final String extension;

  Language(String extension) {
    this.extension = extension;
  }

  /** That of its source files, without the dot. */
  String extension() {
    return extension;
  }
}
