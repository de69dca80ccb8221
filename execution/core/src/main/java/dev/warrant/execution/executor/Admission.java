package dev.warrant.execution.executor;

import dev.warrant.execution.guard.Guard;

/// A guard with what explains its answers; the three belong together and are swapped together.
public record Admission(Guard guard, AdmissionDetail detail, Objections objections) {}
