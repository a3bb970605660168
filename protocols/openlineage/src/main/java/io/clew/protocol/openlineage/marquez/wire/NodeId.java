package io.clew.protocol.openlineage.marquez.wire;

import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a node of Marquez's lineage: {@code job:<namespace>:<name>}, {@code dataset:…} or {@code
 * datasetField:<namespace>:<dataset>:<field>}, with {@code #<version>} behind it where a version is
 * meant.
 *
 * <p>Namespaces and names may hold colons themselves, so a text can be split in several ways:
 * {@link #splits()} gives them all, the likeliest first, and a look-up decides.
 *
 * @param body what follows the type, without the version
 * @param version the version's UUID; null when none is given
 */
public record NodeId(Type type, String body, @Nullable String version) {

    /** Lists the types of nodes. */
    public enum Type {
        JOB("job"),
        DATASET("dataset"),
        DATASET_FIELD("datasetField");

        private final String prefix;

        Type(String prefix) {
            this.prefix = prefix;
        }

        /** Returns the word before the first colon. */
        public String prefix() {
            return prefix;
        }

        private int parts() {
            return this == DATASET_FIELD ? 3 : 2;
        }
    }

    /** Most colons in a node's name: each is a way to split it, and so a look-up. */
    private static final int COLONS_MAX = 24;

    /** A colon that does not belong to a scheme or before a port. */
    private static final Pattern PLAIN_COLON = Pattern.compile(":(?!//|\\d+)");

    /**
     * Reads a node's name.
     *
     * @throws ClewException INVALID_PARAMETER naming {@code nodeId} when it has no such form
     */
    public static NodeId parse(String text) {
        for (Type type : Type.values()) {
            if (text.startsWith(type.prefix + ":")) {
                return of(type, text.substring(type.prefix.length() + 1));
            }
        }
        throw refusal("node ID (%s) must start with 'job', 'dataset' or 'datasetField'", text);
    }

    private static NodeId of(Type type, String rest) {
        int hash = rest.lastIndexOf('#');
        boolean versioned = hash >= 0 && Uuids.isOne(rest.substring(hash + 1));
        NodeId id =
                new NodeId(
                        type,
                        versioned ? rest.substring(0, hash) : rest,
                        versioned ? rest.substring(hash + 1) : null);
        long colons = id.body.chars().filter(c -> c == ':').count();
        if (colons < type.parts() - 1) {
            throw refusal(
                    "node ID (%s) must have the parts "
                            + (type == Type.DATASET_FIELD
                                    ? "namespace, dataset and field"
                                    : "namespace and name"),
                    type.prefix + ":" + rest);
        }
        if (colons > COLONS_MAX) {
            throw refusal(
                    "node ID (%s) must have at most " + COLONS_MAX + " colons",
                    type.prefix + ":" + rest);
        }
        return id;
    }

    private static ClewException refusal(String message, String text) {
        return ClewException.invalid("nodeId", message.formatted(text));
    }

    /** Returns the name of a job's node. */
    public static String job(String namespace, String name) {
        return "job:" + namespace + ":" + name;
    }

    /** Returns the name of a dataset's node. */
    public static String dataset(String namespace, String name) {
        return "dataset:" + namespace + ":" + name;
    }

    /** Returns the name of a column's node. */
    public static String field(
            String namespace, String dataset, String field, @Nullable String version) {
        String plain = "datasetField:" + namespace + ":" + dataset + ":" + field;
        return version == null ? plain : plain + "#" + version;
    }

    /** Returns all ways to split the name into its two or three parts, the likeliest first. */
    public List<List<String>> splits() {
        List<List<String>> all = new ArrayList<>();
        List<Integer> plain = new ArrayList<>();
        Matcher matcher = PLAIN_COLON.matcher(body);
        while (matcher.find()) {
            plain.add(matcher.start());
        }
        split(plain, all);
        List<Integer> every = new ArrayList<>();
        for (int at = body.indexOf(':'); at >= 0; at = body.indexOf(':', at + 1)) {
            every.add(at);
        }
        split(every, all);
        return all.stream().distinct().toList();
    }

    private void split(List<Integer> colons, List<List<String>> all) {
        for (int i = 0; i < colons.size(); i++) {
            String namespace = body.substring(0, colons.get(i));
            if (type.parts() == 2) {
                add(all, namespace, body.substring(colons.get(i) + 1));
            } else {
                for (int j = i + 1; j < colons.size(); j++) {
                    add(
                            all,
                            namespace,
                            body.substring(colons.get(i) + 1, colons.get(j)),
                            body.substring(colons.get(j) + 1));
                }
            }
        }
    }

    private static void add(List<List<String>> all, String... parts) {
        if (List.of(parts).stream().noneMatch(String::isEmpty)) {
            all.add(List.of(parts));
        }
    }

    @Override
    public String toString() {
        return type.prefix + ":" + body + (version == null ? "" : "#" + version);
    }
}
