/**
 * Hands on to AWS what Clew does not serve itself, signed with Clew's own credentials. What never
 * lives here: what is kept of such calls.
 */
@NullMarked
package io.clew.protocol.sagemaker.forward;

import org.jspecify.annotations.NullMarked;
