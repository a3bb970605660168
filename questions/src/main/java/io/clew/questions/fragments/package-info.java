/**
 * Nodes and edges in the form in which they are sent: rendered once, kept while they stay true.
 *
 * <p>Most of what a question about now shows did not change since the last one, so its bytes are
 * copied. What never lives here: which nodes and edges an answer has, and what their form is.
 */
@NullMarked
package io.clew.questions.fragments;

import org.jspecify.annotations.NullMarked;
