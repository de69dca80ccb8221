package dev.warrant.reasoning.feasible;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.smt.Form;
import dev.warrant.rules.limit.Measures;
import java.util.Map;
import java.util.Objects;

/// Measures at given lots. What does not fit 64 bits is the largest number, outside any range.
final class FormMeasures implements Measures {
  private final Map<MeasureId, Form> forms;
  private final long[] lots;

  FormMeasures(Map<MeasureId, Form> forms, long... lots) {
    this.forms = forms;
    this.lots = lots.clone();
  }

  @Override
  public boolean present(MeasureId measure) {
    return forms.containsKey(measure);
  }

  @Override
  public long value(MeasureId measure) {
    try {
      return Objects.requireNonNull(forms.get(measure)).at(lots);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
