/** A small bank's story, told as facts, for tests of questions. */
@NullMarked
package io.clew.questions.story;

import org.jspecify.annotations.NullMarked;
