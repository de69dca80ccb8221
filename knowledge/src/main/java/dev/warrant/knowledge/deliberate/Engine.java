package dev.warrant.knowledge.deliberate;

/// The engines whose answers change what the desk does.
public enum Engine {
  ESPER,
  XGBOOST,
  DROOLS,
  PROLOG,
  Z3,
  TIMEFOLD,
  CLIPS,
  GUARD,
  DATALOG
}
