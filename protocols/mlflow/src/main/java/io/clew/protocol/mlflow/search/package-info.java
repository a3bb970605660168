/**
 * MLflow's search grammar: filters and orderings of any kind of thing, read and compiled to SQL.
 *
 * <p>A {@link io.clew.protocol.mlflow.search.SearchEntity} says what one kind of thing can be
 * searched by; features add their own. What never lives here: tables and columns of a feature.
 */
@NullMarked
package io.clew.protocol.mlflow.search;

import org.jspecify.annotations.NullMarked;
