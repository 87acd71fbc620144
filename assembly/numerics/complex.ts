/** A complex number that a function hands back. */
@unmanaged
export class Complex {
  re: f64;
  im: f64;

  set(re: f64, im: f64): void {
    this.re = re;
    this.im = im;
  }

  /** size^exponent, on the real or on the imaginary axis. */
  power(size: f64, exponent: f64, turned: bool): void {
    const length = Math.pow(size, exponent),
      angle = turned ? 0.5 * Math.PI * exponent : 0.0;
    this.re = length * Math.cos(angle);
    this.im = length * Math.sin(angle);
  }

  /** sqrt(1 + x) or, turned, sqrt(1 + i x). */
  rootOf(x: f64, turned: bool): void {
    const length = turned ? Math.sqrt(Math.sqrt(1.0 + x * x)) : Math.sqrt(1.0 + x),
      angle = turned ? 0.5 * Math.atan(x) : 0.0;
    this.re = length * Math.cos(angle);
    this.im = length * Math.sin(angle);
  }

  add(re: f64, im: f64): void {
    this.re += re;
    this.im += im;
  }

  /** Times re + i im. */
  times(re: f64, im: f64): void {
    const own = this.re;
    this.re = own * re - this.im * im;
    this.im = own * im + this.im * re;
  }

  /** Its root with a positive real part. */
  root(): void {
    const length = Math.sqrt(Math.hypot(this.re, this.im)),
      angle = 0.5 * Math.atan2(this.im, this.re);
    this.set(length * Math.cos(angle), length * Math.sin(angle));
  }

  /** exp of it. */
  exponentiate(): void {
    const length = Math.exp(this.re);
    this.set(length * Math.cos(this.im), length * Math.sin(this.im));
  }

  /** 1 / (re + i im) in place. */
  invert(): void {
    const d = 1.0 / (this.re * this.re + this.im * this.im);
    this.re *= d;
    this.im *= -d;
  }
}
