package dev.warrant.knowledge.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Ed25519 that remembers what it signed and checked, so that a hundred thousand looks at the same
/// few notes need not do it again. The answers are those of the JDK.
public final class QuickSignatures extends Provider {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "QuickSignatures";
  private static final Map<String, byte[]> SIGNED = new ConcurrentSkipListMap<>();
  private static final Map<String, Boolean> CHECKED = new ConcurrentSkipListMap<>();

  private QuickSignatures() {
    super(NAME, "1", "Ed25519 with a memory");
    put("Signature.Ed25519", Remembering.class.getName());
  }

  /// Has this process use it.
  public static void install() {
    Security.insertProviderAt(new QuickSignatures(), 1);
  }

  /// Has it use it no more.
  public static void remove() {
    Security.removeProvider(NAME);
    SIGNED.clear();
    CHECKED.clear();
  }

  /// Made by the JDK, which wants it public.
  public static final class Remembering extends SignatureSpi {
    private final StringBuilder text = new StringBuilder();
    private final Signature real;
    private String key = "";
    private @Nullable PublicKey open;
    private @Nullable PrivateKey secret;

    public Remembering() throws GeneralSecurityException {
      real = Signature.getInstance("Ed25519", "SunEC");
    }

    private void begin(Key with) {
      key = text(with.getEncoded());
      text.setLength(0);
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    protected void engineInitVerify(PublicKey with) {
      begin(with);
      open = with;
    }

    @Override
    protected void engineInitSign(PrivateKey with) {
      begin(with);
      secret = with;
    }

    @Override
    protected void engineUpdate(byte b) {
      engineUpdate(new byte[] {b}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] b, int offset, int length) {
      text.append(new String(b, offset, length, StandardCharsets.ISO_8859_1));
    }

    private void feed() throws SignatureException {
      try {
        if (open != null) {
          real.initVerify(open);
        } else {
          real.initSign(secret);
        }
      } catch (InvalidKeyException e) {
        throw new SignatureException(e);
      }
      real.update(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      String about = key + text;
      byte[] known = SIGNED.get(about);
      if (known == null) {
        feed();
        known = real.sign();
        SIGNED.put(about, known);
      }
      return known.clone();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      String about = key + text(signature) + text;
      Boolean known = CHECKED.get(about);
      if (known == null) {
        feed();
        known = real.verify(signature);
        CHECKED.put(about, known);
      }
      return known;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
