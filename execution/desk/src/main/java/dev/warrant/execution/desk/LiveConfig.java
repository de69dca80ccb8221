package dev.warrant.execution.desk;

import dev.warrant.execution.venue.binance.Secret;
import java.nio.file.Path;

/// What a live desk needs beyond [DeskConfig]: where the venue is, whose account, and where the
/// packs lie.
///
/// @param restUrl such as `http://127.0.0.1:8080`
/// @param streamUrl such as `ws://127.0.0.1:8080`
/// @param seed seeds the jitter of reconnects
public record LiveConfig(
    DeskConfig desk,
    String restUrl,
    String streamUrl,
    String apiKey,
    Secret secret,
    Path policy,
    Path strategy,
    Path cache,
    long seed) {}
