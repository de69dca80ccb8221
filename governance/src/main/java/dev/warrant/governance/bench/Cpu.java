package dev.warrant.governance.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// Processor time, which tells more than elapsed time on a machine that others use too.
public final class Cpu {
  private Cpu() {}

  /// Of all threads of this JVM so far, compilers and collector included, in nanoseconds.
  public static long process() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /// Of this thread so far, in nanoseconds.
  static long thread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
