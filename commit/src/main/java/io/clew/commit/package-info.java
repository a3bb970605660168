/**
 * The one commit path: protocol rows, lineage facts and one audit entry in one transaction.
 *
 * <p>Every adapter writes through {@link io.clew.commit.Committer}; the log it leaves is read back
 * by {@link io.clew.commit.LogReader}. What never lives here: HTTP, a protocol's rules, a question.
 */
@NullMarked
package io.clew.commit;

import org.jspecify.annotations.NullMarked;
