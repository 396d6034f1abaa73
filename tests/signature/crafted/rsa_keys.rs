//! The ways to sign with RSA, and their parameters (RFC 4055).

use super::*;
use base64::Engine;
use kehoach::signature::cms::Fault;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey};
use rsa::{Pkcs1v15Sign, RsaPrivateKey};

const RSA: &str = "1.2.840.113549.1.1.1";
const PSS: &str = "1.2.840.113549.1.1.10";
const MGF_1: &str = "1.2.840.113549.1.1.8";

fn key() -> RsaPrivateKey {
    let path = crate::signature::desk::keys().join("clock.key");
    let pem = std::fs::read_to_string(path).unwrap();
    let lines = pem.lines().filter(|line| !line.starts_with('-'));
    let der = base64::prelude::BASE64_STANDARD.decode(lines.collect::<String>());
    RsaPrivateKey::from_pkcs8_der(&der.unwrap()).unwrap()
}

/// What is found of integrity where the person has an RSA key.
fn found(
    hash: &str,
    named: Vec<u8>,
    sign: impl Fn(&RsaPrivateKey, &[u8]) -> Vec<u8> + 'static,
) -> Finding {
    let key = key();
    let public = key.to_public_key().to_public_key_der().unwrap();
    let person = Draft {
        public: public.as_bytes().to_vec(),
        ..person()
    };
    let pdf = signed_pdf(CADES, |content| {
        let digest = match hash {
            SHA_384 => Sha384::digest(content).to_vec(),
            SHA_512 => Sha512::digest(content).to_vec(),
            _ => Sha256::digest(content).to_vec(),
        };
        let digest = attribute(MESSAGE_DIGEST, &octets(&digest));
        let mut own = Signing::new(&person, 3, content).set(MESSAGE_DIGEST, &[digest]);
        own.digests = set(&[&algorithm(hash)]);
        own.digest = algorithm(hash);
        own.algorithm = named;
        own.sign = Rc::new(move |message| sign(&key, message));
        own.der()
    });
    verdict(&pdf).findings[0].clone()
}

fn pkcs1(hash: &'static str) -> impl Fn(&RsaPrivateKey, &[u8]) -> Vec<u8> {
    move |key, message| {
        let signed = match hash {
            SHA_384 => key.sign(Pkcs1v15Sign::new::<Sha384>(), &Sha384::digest(message)),
            SHA_512 => key.sign(Pkcs1v15Sign::new::<Sha512>(), &Sha512::digest(message)),
            _ => key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message)),
        };
        signed.unwrap()
    }
}

#[test]
fn pkcs_1_goes_with_each_hash_by_its_own_name_or_the_general_one() {
    for (hash, scheme) in [
        (SHA_256, "1.2.840.113549.1.1.11"),
        (SHA_384, "1.2.840.113549.1.1.12"),
        (SHA_512, "1.2.840.113549.1.1.13"),
    ] {
        for scheme in [scheme, RSA] {
            let named = sequence(&[&oid(scheme), &null()]);
            assert_eq!(found(hash, named, pkcs1(hash)), Finding::Intact, "{scheme}");
        }
        let other = if hash == SHA_256 { SHA_384 } else { SHA_256 };
        let named = sequence(&[&oid(RSA), &null()]);
        let wrong = found(hash, named, pkcs1(other));
        assert_eq!(wrong, Finding::Broken(Fault::Signature));
    }
    let curve = found(SHA_256, algorithm(ECDSA_SHA_256), pkcs1(SHA_256));
    assert_eq!(curve, Finding::Broken(Fault::Signature));
}

fn tagged(place: u8, value: &[u8]) -> Vec<u8> {
    element(0xa0 | place, &[value])
}

fn mask(hash: &str) -> Vec<u8> {
    sequence(&[&oid(MGF_1), &algorithm(hash)])
}

/// Signs with PSS and a salt of so many bytes.
fn pss(hash: &'static str, salt: usize) -> impl Fn(&RsaPrivateKey, &[u8]) -> Vec<u8> {
    move |key, message| {
        let mut random = Same(1);
        let signed = match hash {
            SHA_384 => key.sign_with_rng(
                &mut random,
                rsa::Pss::<Sha384>::new_with_salt(salt),
                &Sha384::digest(message),
            ),
            SHA_512 => key.sign_with_rng(
                &mut random,
                rsa::Pss::<Sha512>::new_with_salt(salt),
                &Sha512::digest(message),
            ),
            _ => key.sign_with_rng(
                &mut random,
                rsa::Pss::<Sha256>::new_with_salt(salt),
                &Sha256::digest(message),
            ),
        };
        signed.unwrap()
    }
}

fn scheme(parameters: &[Vec<u8>]) -> Vec<u8> {
    sequence(&[&oid(PSS), &sequence(&[&joined(parameters)])])
}

fn parameters(hash: &str, salt: u8) -> Vec<Vec<u8>> {
    vec![
        tagged(0, &algorithm(hash)),
        tagged(1, &mask(hash)),
        tagged(2, &number(salt)),
    ]
}

#[test]
fn pss_goes_with_each_hash_and_a_salt_of_the_length_that_is_said() {
    for (hash, salt) in [(SHA_256, 32), (SHA_384, 48), (SHA_512, 64), (SHA_256, 0)] {
        let said = scheme(&parameters(hash, salt));
        let made = pss(hash, usize::from(salt));
        assert_eq!(found(hash, said, made), Finding::Intact, "{hash}");
        let longer = scheme(&parameters(hash, salt + 1));
        let wrong = found(hash, longer, pss(hash, usize::from(salt)));
        assert_eq!(wrong, Finding::Broken(Fault::Signature), "{hash}");
    }
    // 20 is what is left out.
    let short = scheme(&parameters(SHA_256, 20)[..2]);
    assert_eq!(
        found(SHA_256, short.clone(), pss(SHA_256, 20)),
        Finding::Intact
    );
    let wrong = found(SHA_256, short, pss(SHA_256, 32));
    assert_eq!(wrong, Finding::Broken(Fault::Signature));
}

#[test]
fn the_parameters_of_pss_are_sound() {
    let with = |at: usize, value: Vec<u8>| {
        let mut own = parameters(SHA_256, 32);
        own[at] = value;
        own
    };
    let and = |value: Vec<u8>| [parameters(SHA_256, 32), vec![value]].concat();
    let trailer = |value: u8| tagged(3, &number(value));
    let right = found(SHA_256, scheme(&and(trailer(1))), pss(SHA_256, 32));
    assert_eq!(right, Finding::Intact);
    for (at, wrong) in [
        parameters(SHA_256, 32)[1..].to_vec(),
        with(0, tagged(0, &algorithm(SHA_1))),
        with(1, tagged(1, &mask(SHA_384))),
        with(1, tagged(1, &sequence(&[&oid(MGF_1)]))),
        with(1, tagged(1, &sequence(&[&oid(RSA), &algorithm(SHA_256)]))),
        with(2, tagged(2, &octets(&[32]))),
        with(2, tagged(2, &element(0x02, &[&[0xe0]]))),
        with(2, tagged(2, &element(0x02, &[&[0, 32]]))),
        and(trailer(2)),
        and(tagged(4, &number(1))),
    ]
    .into_iter()
    .enumerate()
    {
        let found = found(SHA_256, scheme(&wrong), pss(SHA_256, 32));
        assert_eq!(found, Finding::Broken(Fault::Algorithm), "{at}");
    }
    let bare = found(SHA_256, algorithm(PSS), pss(SHA_256, 32));
    assert_eq!(bare, Finding::Broken(Fault::Algorithm));
    let set = sequence(&[&oid(PSS), &set(&[&joined(&parameters(SHA_256, 32))])]);
    let set = found(SHA_256, set, pss(SHA_256, 32));
    assert_eq!(set, Finding::Broken(Fault::Algorithm));
    // Another hash than that of the content.
    let other = found(SHA_256, scheme(&parameters(SHA_384, 48)), pss(SHA_384, 48));
    assert_eq!(other, Finding::Broken(Fault::Algorithm));
}

/// The same numbers each time.
struct Same(u64);

impl Same {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0.rotate_left(32)
    }
}

impl rsa::rand_core::TryRng for Same {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(self.next().to_be_bytes()[..4]
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(self.next())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        for byte in bytes {
            *byte = self.next().to_be_bytes()[0];
        }
        Ok(())
    }
}

impl rsa::rand_core::TryCryptoRng for Same {}
