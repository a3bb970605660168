/**
 * Takes what was harvested from an account: the answers by which AWS describes what it has. What
 * never lives here: how an account is read.
 */
@NullMarked
package io.clew.protocol.sagemaker.harvest;

import org.jspecify.annotations.NullMarked;
