package dev.warrant.execution.guard;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;

/// What every generated class needs: a constructor and a way into the JVM.
final class Emit {
  private Emit() {}

  static void constructor(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PRIVATE,
        code ->
            code.aload(0)
                .invokespecial(
                    ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
  }

  /// One instance of the class in `bytes`, defined as a hidden class of this package.
  ///
  /// @throws IllegalStateException if the JVM refuses it: the generator is broken
  static <T> T instance(byte[] bytes, Class<T> as) {
    try {
      MethodHandles.Lookup hidden =
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
      return as.cast(hidden.lookupClass().getDeclaredConstructor().newInstance());
    } catch (IllegalAccessException
        | InstantiationException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new IllegalStateException("the JVM refused a generated " + as.getSimpleName(), e);
    }
  }
}
