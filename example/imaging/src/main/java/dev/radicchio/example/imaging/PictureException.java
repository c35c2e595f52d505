package dev.radicchio.example.imaging;

import java.io.EOFException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a picture, in one line for the user. */
final class PictureException extends Exception {
  private static final long serialVersionUID = 1;

  PictureException(String message) {
    super(message);
  }

  private PictureException(String message, Exception cause) {
    super(message, cause);
  }

  static PictureException unreadable(String picture, Exception cause) {
    return new PictureException("cannot read " + picture + ": " + reason(cause), cause);
  }

  static PictureException unwritable(String picture, Exception cause) {
    return new PictureException("cannot write " + picture + ": " + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (cause instanceof AccessDeniedException) {
      return "access denied";
    }
    if (cause instanceof EOFException) {
      return "it ends too early";
    }
    if (cause instanceof RuntimeException) {
      return "it is broken (" + cause.getClass().getSimpleName() + ")";
    }
    String message =
        cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s+", " ");
  }
}
