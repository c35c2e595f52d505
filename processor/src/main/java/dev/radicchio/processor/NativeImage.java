package dev.radicchio.processor;

import java.nio.charset.StandardCharsets;

/**
 * What GraalVM's native-image reads beside classes, so that their users need to say nothing.
 *
 * @see <a
 *     href="https://www.graalvm.org/latest/reference-manual/native-image/metadata/">Reachability
 *     Metadata</a>
 */
final class NativeImage {
  private NativeImage() {}

  /** A configuration that keeps one resource. */
  static byte[] resource(String packageName, String name) {
    String path = packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
    String config =
        """
        {"resources": {"includes": [{"pattern": "\\\\Q%s\\\\E"}]}}
        """
            .formatted(path);
    return config.getBytes(StandardCharsets.UTF_8);
  }
}
