/* Pixels of three bytes to shades of gray: nothing that a linker would have to relocate. */
__attribute__((export_name("gray"))) void gray(unsigned char *pixels, int count) {
  for (int i = 0; i < count; i++, pixels += 3) {
    int shade = (pixels[0] * 4899 + pixels[1] * 9617 + pixels[2] * 1868) >> 14;
    pixels[0] = pixels[1] = pixels[2] = shade;
  }
}
