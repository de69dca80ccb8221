package dev.warrant.perception.model;

/// A model file that cannot be used: where, what was found, and advice on a line of its own.
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ModelException(String where, String found, String advice) {
    super(where + ": " + found + "\nMaybe " + advice);
  }
}
