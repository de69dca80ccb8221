package dev.warrant.execution.desk;

import dev.warrant.knowledge.unit.Instrument;
import java.util.List;

/// Who lets the guards of a desk in. Asked as soon as the desk knows its instruments, since those
/// are part of what was certified.
@FunctionalInterface
public interface Licence {
  /// The guards of `rules`, certified for these instruments.
  ///
  /// @throws dev.warrant.execution.safety.CertificateRefused naming what is wrong
  Admissions admit(DeskRules rules, List<Instrument> instruments);
}
