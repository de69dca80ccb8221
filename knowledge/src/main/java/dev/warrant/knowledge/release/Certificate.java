package dev.warrant.knowledge.release;

import dev.warrant.knowledge.unit.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a desk asks for before it lets a guard decide: the signed proposal and approvals
/// themselves, so that nobody's word is taken for them. It holds nothing that is not signed, and
/// has one canonical text, so that no byte of it can be changed without being noticed.
///
/// Usually it has one grant, of two people. A tightening that one person decided comes after the
/// grant it tightens.
///
/// @param grants from the one of two people to the one in force
public record Certificate(List<Grant> grants) {
  private static final String HEAD = "warrant certificate 1\n";
  private static final String END = "-----END SSH SIGNATURE-----\n";
  private static final int BYTES_MAX = 1 << 20;
  private static final int RECORDS_MAX = 200;

  public Certificate {
    grants = List.copyOf(grants);
    if (grants.isEmpty()) {
      throw wrong("no grant", "one or more");
    }
  }

  /// Reads a certificate.
  ///
  /// @throws ReleaseException if these are not the canonical bytes of one
  public static Certificate parse(byte[] bytes) {
    // Latin-1 keeps every byte, so that a place in the text is a place in the bytes.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (bytes.length > BYTES_MAX || !text.startsWith(HEAD)) {
      throw wrong("bytes that do not begin as one", "\"" + HEAD.strip() + "\"");
    }
    List<Signed> records = new ArrayList<>();
    for (int at = HEAD.length(); at < bytes.length; ) {
      int end = text.indexOf(END, at);
      if (end < 0 || records.size() == RECORDS_MAX) {
        throw wrong("a record without end, or too many", "signed statements");
      }
      end += END.length();
      records.add(Signed.parse(Arrays.copyOfRange(bytes, at, end)));
      at = end;
    }
    Certificate out = new Certificate(grants(records));
    if (!Arrays.equals(out.bytes(), bytes)) {
      throw wrong("another form", "the canonical form");
    }
    return out;
  }

  /// The grant in force.
  public Grant last() {
    return grants.getLast();
  }

  /// What is allowed.
  public Terms terms() {
    return last().terms();
  }

  /// The canonical bytes.
  public byte[] bytes() {
    StringBuilder out = new StringBuilder(HEAD);
    for (Grant grant : grants) {
      out.append(grant.proposal().text());
      grant.approvals().forEach(a -> out.append(a.text()));
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// SHA-256 of the canonical bytes.
  public Digest digest() {
    return Digest.sha256(bytes());
  }

  private static List<Grant> grants(List<Signed> records) {
    List<Grant> out = new ArrayList<>();
    for (int i = 0; i < records.size(); ) {
      Signed proposal = records.get(i++);
      Terms.of(proposal.statement());
      List<Signed> approvals = new ArrayList<>();
      while (i < records.size() && records.get(i).statement().kind().equals(Approval.KIND)) {
        approvals.add(records.get(i++));
      }
      out.add(new Grant(proposal, approvals));
    }
    return out;
  }

  private static ReleaseException wrong(String found, String expected) {
    return new ReleaseException("certificate-form", found, expected);
  }
}
