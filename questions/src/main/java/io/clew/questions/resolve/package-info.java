/**
 * References: which node a person or script means by the text it gives.
 *
 * <p>The forms are read by {@code identity}; here they are looked up, at a question's clocks. What
 * never lives here: parsing of a form, or anything about the node but that it is there.
 */
@NullMarked
package io.clew.questions.resolve;

import org.jspecify.annotations.NullMarked;
