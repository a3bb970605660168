package io.clew.commit.internal;

import io.clew.commit.EntryBody;
import io.clew.ledger.Payload;
import io.clew.store.Db;
import io.clew.store.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bodies of entries as rows, and reads them back.
 *
 * <p>Who wrote and what it is about have rows of their own and stand here by their ids; the digest
 * of a body stands in bytes, not in the JSON that the leaf hashes. Rows of the first versions have
 * the texts themselves, as have those whose subject is no node.
 */
public final class BodyRows {
    private BodyRows() {}

    /** The form of a payload whose bytes are a SHA-256 and, in eight bytes, a size. */
    private static final String SHA256 = "sha256";

    private static final int SHA256_BYTES = 32;

    /** What a reader of {@code entry_body b} selects, with {@link #JOINS}. */
    static final String COLUMNS =
            "b.salt, b.principal, b.subjects, b.payload_form, b.payload, p.agent";

    static final String JOINS = " LEFT JOIN asserter p ON p.id = b.principal_id";

    /**
     * Returns a row to insert: salt, principal's id, subjects, form and payload.
     *
     * @param subjects ids of nodes, and texts where there is no node
     */
    static List<?> row(byte[] salt, long principalId, List<Object> subjects, Payload payload) {
        byte @Nullable [] digest = digest(payload);
        return List.of(
                salt,
                principalId,
                FactJson.writeList(subjects),
                digest == null ? payload.form().wireName() : SHA256,
                digest == null ? payload.bytes() : digest);
    }

    private static byte @Nullable [] digest(Payload payload) {
        return payload.digest()
                .map(
                        digest ->
                                ByteBuffer.allocate(SHA256_BYTES + Long.BYTES)
                                        .put(digest.sha256())
                                        .putLong(digest.sizeBytes())
                                        .array())
                .orElse(null);
    }

    /** Returns the body of an entry; empty when there is none, or it was erased. */
    public static Optional<EntryBody> find(Db db, long position) {
        return db.sql(
                        "SELECT "
                                + COLUMNS
                                + " FROM entry_body b"
                                + JOINS
                                + " WHERE b.position = :position")
                .bind("position", position)
                .first(row -> read(db, row));
    }

    /** Reads a row that has the {@link #COLUMNS}. */
    static EntryBody read(Db db, Row row) {
        String principal = row.text("principal");
        String agent = row.nullableText("agent");
        return new EntryBody(
                principal.isEmpty() && agent != null ? agent : principal,
                subjects(db, row.text("subjects")),
                payload(row.text("payload_form"), row.bytes("payload")));
    }

    private static String subjects(Db db, String stored) {
        List<String> texts = new ArrayList<>();
        for (Object subject : FactJson.readList(stored)) {
            texts.add(subject instanceof Long id ? urn(db, id) : String.valueOf(subject));
        }
        return FactJson.writeTexts(texts);
    }

    private static String urn(Db db, long nodeId) {
        return db.sql("SELECT urn FROM node WHERE id = :id")
                .bind("id", nodeId)
                .first(row -> row.text("urn"))
                .orElse("");
    }

    private static Payload payload(String form, byte[] bytes) {
        if (form.equals(SHA256) && bytes.length == SHA256_BYTES + Long.BYTES) {
            return Payload.ofDigest(
                    Arrays.copyOf(bytes, SHA256_BYTES),
                    ByteBuffer.wrap(bytes).getLong(SHA256_BYTES));
        }
        return new Payload(Payload.Form.fromWireName(form), bytes);
    }
}
