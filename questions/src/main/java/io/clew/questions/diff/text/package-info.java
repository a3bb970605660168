/**
 * Two texts line by line, in unified form.
 *
 * <p>What never lives here: which texts are compared.
 */
@NullMarked
package io.clew.questions.diff.text;

import org.jspecify.annotations.NullMarked;
