package dev.warrant.reasoning.diagnose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The native functions of `clips_bridge.c`. A handle used after [#destroy] or by two threads ends
/// the process, which is why only [ClipsEnvironment] may call them.
@SuppressWarnings("restricted") // loading the bridge is what this class is for
final class ClipsLibrary {
  static {
    System.load(unpacked().toString());
  }

  private ClipsLibrary() {}

  private static Path unpacked() {
    String name = "libclipsbridge.so";
    try (InputStream in = ClipsLibrary.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "CLIPS-NO-LIBRARY: " + name + " is not in the build\nMaybe run ./warrant doctor");
      }
      Path file = Files.createTempFile("clipsbridge", ".so");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("CLIPS-NO-LIBRARY: cannot unpack " + name, e);
    }
  }

  static native long create();

  static native void destroy(long handle);

  static native String load(long handle, String text);

  static native void reset(long handle);

  static native boolean assertFact(long handle, String fact);

  static native long run(long handle, long limit);

  static native String facts(long handle);

  static native String firings(long handle);

  static native String errors(long handle);
}
