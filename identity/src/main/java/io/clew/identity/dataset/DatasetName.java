package io.clew.identity.dataset;

import io.clew.identity.Segments;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Optional;

/**
 * Names a dataset by OpenLineage's namespace and name, made canonical by {@link DatasetNames}.
 *
 * @param namespace where it is, such as {@code s3://bank} or {@code postgres://db:5432}
 * @param name what it is called there, such as {@code transactions} or {@code bank.public.users}
 */
public record DatasetName(String namespace, String name) {
    public DatasetName {
        namespace = Segments.of(namespace);
        name = Segments.of(name);
    }

    /** Returns the dataset's URN. */
    public Urn urn() {
        return Urn.of(NodeKind.DATASET, namespace, name);
    }

    /**
     * Returns the name as people write it: a name that starts with a slash takes no second one, and
     * a local file is called by its path.
     */
    public String text() {
        if (namespace.equals("file") && name.startsWith("/")) {
            return name;
        }
        return name.startsWith("/") ? namespace + name : namespace + "/" + name;
    }

    /** Reads the name back from a dataset's URN; empty for a URN of another kind or form. */
    public static Optional<DatasetName> of(Urn urn) {
        return urn.kind() == NodeKind.DATASET && urn.segments().size() == 2
                ? Optional.of(new DatasetName(urn.segment(0), urn.segment(1)))
                : Optional.empty();
    }
}
