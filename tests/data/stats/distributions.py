# Makes distributions.tsv, with 40 digits: python3 distributions.py > distributions.tsv
from mpmath import (mp, mpf, betainc, gammainc, erfc, sqrt, quad, exp, pi, gamma,
                    findroot, asin, sin, cos, log, loggamma, linspace)
mp.dps = 40


def row(name, *args):
    *args, value = args
    print(name, *[repr(float(a)) for a in args], *[''] * (3 - len(args)),
          mp.nstr(value, 20), sep='\t')


def normal(z):
    return erfc(-mpf(z) / sqrt(2)) / 2


def both(t, df):
    t, df = mpf(t), mpf(df)
    return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def f_upper(f, a, b):
    f, a, b = mpf(f), mpf(a), mpf(b)
    return betainc(b / 2, a / 2, 0, b / (b + a * f), regularized=True)


def nct(t, df, d):
    t, df, d = mpf(t), mpf(df), mpf(d)

    def part(s):
        return normal(t * s - d) * exp(
            log(df) + (df - 1) * log(s) + (df / 2 - 1) * log(df) -
            df * s * s / 2 - (df / 2 - 1) * log(2) - loggamma(df / 2))
    w = 16 / sqrt(df)
    return quad(part, linspace(max(mpf('1e-60'), 1 - w), 1 + w, 12))


def binormal(h, k, r):
    h, k, r = mpf(h), mpf(k), mpf(r)
    return normal(h) * normal(k) + quad(
        lambda a: exp(-(h * h + k * k - 2 * h * k * sin(a)) / (2 * cos(a)**2)),
        linspace(0, asin(r), 8)) / (2 * pi)


print('function\ta\tb\tc\tvalue')
for z in -8, -3.3, -1, -.01, 0, .5, 1.96, 6:
    row('normal_lower', z, normal(z))
for p in .0001, .025, .3, .5, .8, .975, .9999999:
    row('normal_quantile', p,
        findroot(lambda z: normal(z) - mpf(p), mpf(-3.7) if p < .001 else
                 mpf(5) if p > .999 else 0))
row('normal_quantile', 1e-20, findroot(lambda z: log(normal(z)) - log(mpf(1e-20)), -9))
for t, df in (.1, 3), (1.5, 1), (2.2, 11), (5.4, 23.5), (20, 92), (1, 1e6), (40, 4.2):
    row('t_both', t, df, both(t, df))
for p, df in (.975, 1), (.975, 11), (.975, 39.25), (.995, 4), (.6, 2), (.975, 1e6), (.0005, 7):
    row('t_quantile', p, df, findroot(
        lambda t: (both(t, df) / 2 if t > 0 else 1 - both(t, df) / 2) - (1 - mpf(p)),
        mpf({(.975, 1): 12.7, (.995, 4): 4.6, (.6, 2): .3, (.0005, 7): -5.4}.get((p, df), 2))))
for f, a, b in (1.79, 5, 18), (11.03, 5, 4.785), (18.26, 23, 92), (.3, 7, 2.5), (117, 16, 16), (1, 100, 1000):
    row('f_upper', f, a, b, f_upper(f, a, b))
for p, a, b in (.975, 5, 18), (.975, 4.785, 5), (.975, 23, 21.67), (.025, 39, 40), (.95, 1, 1e5), (.975, 60, 300):
    row('f_quantile', p, a, b, findroot(
        lambda f: f_upper(f, a, b) - (1 - mpf(p)),
        mpf({23: 2.3, 39: .53, 5: 3.4, 4.785: 7.2, 1: 3.84}.get(a, 1.03))))
for a, b, x in (.5, .5, .1), (2, 3, .7), (81, 183, .3), (15.5, 134, .06), (999999, 2, .999994), (1e-2, 5, 1e-9), (300, 300, .6):
    row('beta_lower', a, b, x, betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True))
row('beta_quantile', .025, 1, 29, 1 - (1 - mpf(.025))**(mpf(1) / 29))
row('beta_quantile', .975, 1e6, 1, mpf(.975)**(mpf(1) / 10**6))
for p, a, b, at in (.975, 2, 28, .178), (.025, 81, 183, .2527), (.975, 82, 182, .3676), (.5, .5, .5, .51):
    row('beta_quantile', p, a, b, findroot(
        lambda x: betainc(mpf(a), mpf(b), 0, x, regularized=True) - mpf(p), (at, at + .001), solver='secant'))
for x, df in (1.43, 4), (92.74, 23), (.01, 1), (3.84, 1), (700, 5), (1000, 1000.5), (8.5, 11):
    row('chi2_upper', x, df, gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True))
for t, df, d in (1, 1, .5), (12, 16, 8.08), (14, 39, 12.4), (-1, 5, .3), (5, 8, 5.9), (41, 399, 39.2), (2, 200, 0), (65, 999, 62):
    row('noncentral_t_lower', t, df, d, nct(t, df, d))
for p, df, d in (.025, 16, 8.081174), (.975, 16, 8.081174), (.025, 39, 12.395984), (.975, 9, 6.2):
    row('noncentral_t_quantile', p, df, d, findroot(lambda t: nct(t, df, d) - mpf(p), (mpf(d) * (.8 if p < .5 else 1.5), mpf(d)), solver='anderson', tol=mpf(10)**-50))
for h, k, r in (0, 0, .5), (-.55, -.3, .7), (-.55, -.55, .4), (1, -1, .95), (.2, .25, .999), (2, 2, -.3):
    row('binormal_lower', h, k, r, binormal(h, k, r))
