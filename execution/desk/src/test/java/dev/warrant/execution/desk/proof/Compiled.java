package dev.warrant.execution.desk.proof;

import dev.warrant.execution.guard.Guard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Java text to class bytes, and class bytes to a running guard.
final class Compiled {
  private Compiled() {}

  /// The bytes of the class [GuardSource#NAME] in `source`, by `javac`.
  static byte[] bytes(String source) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> made = new TreeMap<>();
    DiagnosticCollector<JavaFileObject> wrong = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(wrong, null, null)) {
      JavaFileObject text =
          new SimpleJavaFileObject(
              URI.create("string:///" + GuardSource.NAME + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignore) {
              return source;
            }
          };
      List<String> options = List.of("-proc:none", "--release", "25", "-g:none");
      boolean done =
          javac
              .getTask(null, new InMemory(files, made), wrong, options, null, List.of(text))
              .call();
      if (!done) {
        throw new IllegalStateException(wrong.getDiagnostics() + "\n" + source);
      }
    } catch (IOException e) {
      throw new IllegalStateException("javac could not be closed", e);
    }
    ByteArrayOutputStream out = made.get("dev.warrant.execution.desk.proof." + GuardSource.NAME);
    return Objects.requireNonNull(out, "javac made no such class").toByteArray();
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> made;

    InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> made) {
      super(files);
      this.made = made;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      made.put(name, out);
      return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return out;
        }
      };
    }
  }

  /// Runs the very bytes, as a hidden class beside `neighbour`.
  static Guard running(byte[] bytes, Class<?> neighbour) {
    try {
      MethodHandles.Lookup there = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
      MethodHandles.Lookup hidden =
          there.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
      return (Guard)
          hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("the JVM refused the bytes", e);
    }
  }
}
