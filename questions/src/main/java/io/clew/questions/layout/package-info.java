/**
 * {@code /layout}: a layered drawing of lineage, the same for the same answer.
 *
 * <p>Causes lie left, effects right; boxes never overlap. What never lives here: which nodes and
 * edges are drawn, colours, JSON, HTTP.
 */
@NullMarked
package io.clew.questions.layout;

import org.jspecify.annotations.NullMarked;
