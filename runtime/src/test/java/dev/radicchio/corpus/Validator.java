package dev.radicchio.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Has images checked by Node, in one process. */
final class Validator implements AutoCloseable {
  private final Process process;
  private final OutputStream images;
  private final BufferedReader answers;

  Validator() throws IOException {
    process =
        new ProcessBuilder("node", PublishedModule.FOLDER.resolve("validate.mjs").toString())
            .redirectErrorStream(true)
            .start();
    images = process.getOutputStream();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What is wrong with an image, or {@code valid}. */
  String check(byte[] image) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    images.write(length.putInt(image.length).array());
    images.write(image);
    images.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("Node ended before it answered");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    images.close();
    process.destroy();
  }
}
