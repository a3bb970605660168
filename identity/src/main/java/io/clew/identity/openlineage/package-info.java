/**
 * What OpenLineage's jobs, runs and columns are called.
 *
 * <p>Datasets are named by {@code identity.dataset}, whoever speaks of them. What never lives here:
 * events.
 */
@NullMarked
package io.clew.identity.openlineage;

import org.jspecify.annotations.NullMarked;
