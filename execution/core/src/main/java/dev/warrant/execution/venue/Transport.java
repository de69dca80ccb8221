package dev.warrant.execution.venue;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Bytes to and from a venue: over sockets, or in memory under a virtual clock.
public interface Transport extends AutoCloseable {
  /// A REST request.
  ///
  /// @param method `GET`, `POST`, `PUT` or `DELETE`
  /// @param path such as `/fapi/v1/order`
  /// @param query URL-encoded parameters, signature included; may be empty
  /// @param apiKey value of `X-MBX-APIKEY`, or empty
  /// @param wanted asked again just before the bytes go out, since a request may have waited for a
  ///   connection; if it says no the request ends as not sent
  record Call(String method, String path, String query, String apiKey, BooleanSupplier wanted) {
    /// Whether it takes something back: such a request never waits behind others.
    public boolean urgent() {
      return method.equals("DELETE");
    }
  }

  /// How a REST request ended.
  ///
  /// @param status HTTP status; 0 if there was no answer
  /// @param sent false only if it is certain that no byte of the request left
  /// @param retryAfterSeconds from the header; 0 if none
  record Reply(int status, String body, boolean sent, long retryAfterSeconds) {}

  /// Hears one stream. Called on the transport's thread.
  interface StreamListener {
    void opened();

    /// A text frame; the array is only valid during the call.
    void text(byte[] frame, int offset, int length);

    void closed(String why);
  }

  /// An open or opening stream.
  interface Stream {
    void send(String text);

    void close();
  }

  /// Sends a request; `done` is called exactly once.
  void rest(Call call, Consumer<Reply> done);

  /// Opens a WebSocket at `path` (such as `/public/stream?streams=…`).
  Stream stream(String path, StreamListener listener);

  /// Why the transport cannot work, or null if it can.
  default @Nullable String fault() {
    return null;
  }

  @Override
  void close();
}
