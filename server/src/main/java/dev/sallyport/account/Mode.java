package dev.sallyport.account;

/** Whether a list turns callers away, or only records that it would. */
public enum Mode {
  ENFORCE,
  MONITOR
}
