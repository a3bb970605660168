package io.clew.protocol.sagemaker.wire;

import io.clew.commit.Intent;
import io.clew.http.json.Json;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is one call whose fields were checked.
 *
 * @param workspace what it sees and writes to
 * @param operation the operation's name, such as {@code CreateAction}
 * @param region where the caller believes to be
 * @param account the account that new ARNs name
 * @param fields the fields, without what looks like a secret
 */
public record Call(
        Workspace workspace,
        String operation,
        String region,
        String account,
        Map<String, @Nullable Object> fields) {
    /** The system's name in URNs, facts and the log. */
    public static final String SYSTEM = "sagemaker";

    /** Names the caller: nobody's signature is checked. */
    public static final Asserter BY = Asserter.claimed(SYSTEM, "anonymous");

    /** Names a write of this call. */
    public Intent intent() {
        return new Intent(workspace, BY, operation);
    }

    /** Returns the same call without its fields, in the same region. */
    public Call bare() {
        return new Call(workspace, operation, region, account, Map.of());
    }

    /** Returns the fields as JSON, for the audit entry. */
    public byte[] payload() {
        return Json.bytes(out -> fields.forEach(out::value));
    }

    /** Returns a text that must be there. */
    public String text(String name) {
        return (String) java.util.Objects.requireNonNull(fields.get(name), name);
    }

    /** Returns a text, or null when it is not set. */
    public @Nullable String textOrNull(String name) {
        return (String) fields.get(name);
    }

    /** Returns those of some members that are set, in the order given. */
    public Map<String, @Nullable Object> given(String... members) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (String member : members) {
            Object value = fields.get(member);
            if (value != null) {
                given.put(member, value);
            }
        }
        return given;
    }

    /** Returns an integer, or a default when it is not set. */
    public int integer(String name, int orElse) {
        return fields.get(name) instanceof Long number ? number.intValue() : orElse;
    }

    /** Returns a structure or map; empty when it is not set. */
    public Map<String, @Nullable Object> map(String name) {
        return mapOf(fields.get(name));
    }

    /** Returns a list; empty when it is not set. */
    public List<Object> list(String name) {
        return listOf(fields.get(name));
    }

    /** Returns a value as a map; empty when it is null. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> mapOf(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    /** Returns a value as a list; empty when it is null. */
    @SuppressWarnings("unchecked")
    public static List<Object> listOf(@Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
