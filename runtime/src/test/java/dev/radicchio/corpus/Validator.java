package dev.radicchio.corpus;

import dev.radicchio.binary.WasmBinary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Has images checked by Node, in one process; those with tags by wasm-tools, since Node 20 knows no
 * references to exceptions.
 */
final class Validator implements AutoCloseable {
  private final Process process;
  private final OutputStream images;
  private final BufferedReader answers;
  private @Nullable WasmTools tools;

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
    if (!WasmBinary.read(image).tags().isEmpty()) {
      tools = tools == null ? new WasmTools() : tools;
      return tools.check(image);
    }
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
