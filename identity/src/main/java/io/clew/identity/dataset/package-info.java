/**
 * What datasets are called: any tool's spelling becomes OpenLineage's namespace and name.
 *
 * <p>Here live the table of sources, the reading of URIs and JDBC URLs, and the rule for a dataset
 * version's name. No password ever passes through. What never lives here: a guess that two names
 * are one thing; where the spelling does not say so, they stay two.
 */
@NullMarked
package io.clew.identity.dataset;

import org.jspecify.annotations.NullMarked;
