package dev.warrant.execution.desk;

import dev.warrant.execution.venue.VenueLink;

/// A link behind which there is nothing but an exchange inside this process: no byte leaves. A desk
/// on it is told stories, and its guards need no certificate.
public interface RehearsalLink extends VenueLink {}
