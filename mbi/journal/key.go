package journal

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/text/unicode/norm"
)

// keyName is the file of the key:
//
//	mbi journal key 1
//	sha256 …           of all that follows, so that damage is never taken for a
//	age1…              wrong passphrase, nor found only when it is too late
//	-----BEGIN AGE ENCRYPTED FILE-----
//	…
//
// Both halves stand in one file, which is written in one step: they always fit.
const keyName = "key.txt"

const (
	keyTitle   = "mbi journal key "
	keyVersion = "1"
)

// workFactor is the logarithm of the cost of scrypt: age's own default, about a
// second for each passphrase that is tried. Tests lower it.
var workFactor = 18

// key is the key of a journal: the public half, and the secret half encrypted.
type key struct {
	recipient *age.X25519Recipient
	sealed    []byte // armored
}

func newKey(passphrase string) (key, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return key{}, err
	}
	return sealKey(identity, passphrase)
}

// sealKey encrypts an identity with a passphrase, of which the composed and the
// decomposed form of an accented letter are the same.
func sealKey(identity *age.X25519Identity, passphrase string) (key, error) {
	r, err := age.NewScryptRecipient(norm.NFC.String(passphrase))
	if err != nil {
		return key{}, err
	}
	r.SetWorkFactor(workFactor)
	var b bytes.Buffer
	a := armor.NewWriter(&b)
	w, err := age.Encrypt(a, r)
	if err != nil {
		return key{}, err
	}
	_, err = io.WriteString(w, identity.String()+"\n")
	if err := errors.Join(err, w.Close(), a.Close()); err != nil {
		return key{}, err
	}
	return key{identity.Recipient(), b.Bytes()}, nil
}

// encode returns the text of the file.
func (k key) encode() []byte {
	body := k.recipient.String() + "\n" + string(k.sealed)
	return fmt.Appendf(nil, "%s%s\nsha256 %x\n%s", keyTitle, keyVersion, sha256.Sum256([]byte(body)), body)
}

// decodeKey reads the text of the file at path. It accepts exactly what encode
// writes.
func decodeKey(path string, data []byte) (key, error) {
	damaged := refuse(path, ErrDamaged, "not a whole key as this program writes it; no run can be saved or read",
		"put it back from a backup")
	head, rest, _ := strings.Cut(string(data), "\n")
	version, ok := strings.CutPrefix(head, keyTitle)
	if ok && version != keyVersion && isNumber(version) {
		return key{}, newer(path)
	}
	_, body, _ := strings.Cut(rest, "\n")
	public, sealed, _ := strings.Cut(body, "\n")
	recipient, err := age.ParseX25519Recipient(public)
	if err != nil {
		return key{}, damaged
	}
	k := key{recipient, []byte(sealed)}
	if !bytes.Equal(k.encode(), data) {
		return key{}, damaged
	}
	return k, nil
}

// isNumber reports whether s is a positive integer as a version is written.
func isNumber(s string) bool {
	return s != "" && s[0] != '0' && strings.Trim(s, "0123456789") == ""
}

// open returns the secret half of the key at path.
func (k key) open(path, passphrase string) (*age.X25519Identity, error) {
	damaged := refuse(path, ErrDamaged, "the secret half of the key is not that of the public one", "put it back from a backup")
	wrong := refuse(path, ErrPassphrase, "the passphrase does not open this journal", "a lost passphrase cannot be recovered; nothing was changed")
	s, err := age.NewScryptIdentity(norm.NFC.String(passphrase))
	if err != nil {
		return nil, wrong // it is empty
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(k.sealed)), s)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, wrong
	}
	if err != nil {
		return nil, damaged
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, damaged
	}
	identity, err := age.ParseX25519Identity(strings.TrimSuffix(string(text), "\n"))
	if err != nil || identity.Recipient().String() != k.recipient.String() {
		return nil, damaged
	}
	return identity, nil
}

// seal encrypts the text of a run.
func (k key) seal(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, k.recipient)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	err = errors.Join(err, w.Close()) // what Close writes must be there
	return b.Bytes(), err
}
