package io.pghealth.publish;

/**
 * A stored document.
 *
 * @param number rises with every write
 * @param slot of its first part
 * @param bytes compressed; null where they are of no use
 */
record Revision(long number, int slot, byte[] bytes) {

  Revision withoutBytes() {
    return new Revision(number, slot, null);
  }
}
