#!/usr/bin/env bash
# Makes the disk image for macOS: dmg.sh dist/RehabDesk.app VERSION
#
# With these in the environment it is also signed and notarised; without, it is neither, and macOS
# asks before it opens the program:
#   REHABDESK_SIGN     the identity in the keychain: "Developer ID Application: NAME (TEAM)"
#   REHABDESK_NOTARY   the name of a profile that `xcrun notarytool store-credentials` has stored
set -euo pipefail

app=$1 version=$2
dist=$(dirname "$app")
here=$(cd "$(dirname "$0")" && pwd)
image=$dist/rehabdesk-$version.dmg

# The icons of the kinds of files, which Info.plist names.
cp "$here/../../build/collected/diary.icns" "$here/../../build/collected/plan.icns" \
    "$app/Contents/Resources/"

if [ -n "${REHABDESK_SIGN:-}" ]; then
    # Inside first, the whole last: a signature covers what lies within.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
        xargs -0 codesign --force --timestamp --options runtime --sign "$REHABDESK_SIGN"
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$REHABDESK_SIGN" "$app"
    codesign --verify --deep --strict "$app"
else
    # Copying icons broke the signature PyInstaller made; on Apple processors one is needed.
    codesign --force --deep --sign - "$app"
fi

folder=$(mktemp -d)
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
rm -f "$image"
hdiutil create -quiet -volname RehabDesk -srcfolder "$folder" -format ULFO "$image"
rm -rf "$folder"

if [ -n "${REHABDESK_SIGN:-}" ]; then
    codesign --timestamp --sign "$REHABDESK_SIGN" "$image"
fi
if [ -n "${REHABDESK_NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$REHABDESK_NOTARY" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature "$image"
fi
