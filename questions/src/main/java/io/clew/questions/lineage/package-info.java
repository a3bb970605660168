/**
 * {@code /lineage}: what a thing came from and what came of it, in exact pages.
 *
 * <p>The traversal itself is the graph's; here it is asked, cut into pages and shown. What never
 * lives here: JSON, HTTP, the meaning of a reference.
 */
@NullMarked
package io.clew.questions.lineage;

import org.jspecify.annotations.NullMarked;
