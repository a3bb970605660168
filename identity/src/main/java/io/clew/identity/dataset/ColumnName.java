package io.clew.identity.dataset;

import io.clew.identity.Segments;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Optional;

/**
 * Names a column of a dataset; a nested field by its path, such as {@code address.city}.
 *
 * @param column the producer's own spelling
 */
public record ColumnName(DatasetName dataset, String column) {

    /** Parts a dataset from its column where people write both. */
    public static final char SEPARATOR = '#';

    public ColumnName {
        column = Segments.of(column);
    }

    /** Returns the column's URN. */
    public Urn urn() {
        return Urn.of(NodeKind.COLUMN, dataset.namespace(), dataset.name(), column);
    }

    /** Returns the column as people write it: {@code s3://bank/transactions#amount}. */
    public String text() {
        return dataset.text() + SEPARATOR + column;
    }

    /** Reads the name back from a column's URN; empty for a URN of another kind or form. */
    public static Optional<ColumnName> of(Urn urn) {
        return urn.kind() == NodeKind.COLUMN && urn.segments().size() == 3
                ? Optional.of(
                        new ColumnName(
                                new DatasetName(urn.segment(0), urn.segment(1)), urn.segment(2)))
                : Optional.empty();
    }
}
