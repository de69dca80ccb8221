package dev.warrant.reasoning.session;

import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;

/// Counts what rules conclude and stops the session when it is more than `max`.
final class Conclusions extends DefaultRuleRuntimeEventListener {
  private final KieSession session;
  private final int max;
  private int count;

  Conclusions(KieSession session, int max) {
    this.session = session;
    this.max = max;
  }

  @Override
  public void objectInserted(ObjectInsertedEvent event) {
    count++;
    if (count > max) {
      session.halt();
    }
  }

  boolean tooMany() {
    return count > max;
  }
}
