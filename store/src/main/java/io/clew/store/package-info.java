/**
 * The port to the database: transactions, named SQL, group commit and migrations.
 *
 * <p>Adapters and the commit path use {@link io.clew.store.Db} and never JDBC. What never lives
 * here: a question about lineage, a protocol, or HTTP. Both databases pass one contract suite.
 */
@NullMarked
package io.clew.store;

import org.jspecify.annotations.NullMarked;
