/**
 * The tamper-evident log: leaves now; tree, tiles, checkpoints and proofs when their time comes.
 *
 * <p>A leaf is RFC 8785 JSON that holds salted hashes only, so that what it stands for can be
 * erased without breaking the tree. What never lives here: storage, protocols, lineage.
 */
@NullMarked
package io.clew.ledger;

import org.jspecify.annotations.NullMarked;
