package io.clew.commit.internal;

import io.clew.ledger.PackedLeaf;
import io.clew.store.Row;

/** Reads the leaves of entries back from rows. */
public final class LeafRows {
    private LeafRows() {}

    /**
     * Reads the leaf of a row with {@code leaf} and {@code packed_leaf}: the first versions kept it
     * as text.
     *
     * @throws IllegalArgumentException when it is damaged
     */
    public static PackedLeaf read(Row row) {
        byte[] packed = row.nullableBytes("packed_leaf");
        return packed == null ? PackedLeaf.ofText(row.text("leaf")) : PackedLeaf.of(packed);
    }
}
