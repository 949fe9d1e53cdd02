#!/usr/bin/python3
"""Measures how FER2013 frames its faces, for FaceCrop (apt: python3-opencv, opencv-data; needs the data and a YuNet file).

    nice /usr/bin/python3 bench/peers/fer_framing.py DATA YUNET.onnx [--count 2000]

1. FER2013 training pictures (every n-th) get a replicated border of 30 % and are enlarged to 500 pixels; the default Haar cascade
   (1.1, 3 neighbours) finds the largest face of at least 30 % of the picture. Printed: the box in units of the 48-pixel frame.
2. YuNet finds the five points in the same enlarged pictures. Printed: their mean in units of the frame, and within the Haar box.
3. In the photos of DATA/photos the same cascade's boxes are matched with the labelled points. Printed: their mean within the Haar box,
   and the square around the box that puts eyes and mouth where FER2013 has them (least squares over the four points).
Medians are robust against the few false boxes; all lengths are fractions of the frame or of the box.
"""
import argparse
import csv
import gzip
import json
import os

import cv2
import numpy as np

CASCADE = cv2.CascadeClassifier("/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml")
NAMES = ["right eye", "left eye", "nose", "right mouth", "left mouth"]


def training_pictures(data, count):
    with gzip.open(os.path.join(data, "fer2013", "fer2013.csv.gz"), "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["Usage"] == "Training"]
    for row in rows[:: max(1, len(rows) // count)]:
        yield np.array(row["pixels"].split(), dtype=np.uint8).reshape(48, 48)


class YuNet:
    def __init__(self, path):
        self.net = cv2.dnn.readNet(path)
        self.names = self.net.getUnconnectedOutLayersNames()

    def points(self, grey):
        """The points of the best face, 5×2 in pixels, or None."""
        side = 320
        scale = side / grey.shape[0]
        bgr = cv2.cvtColor(cv2.resize(grey, (side, side), interpolation=cv2.INTER_LINEAR), cv2.COLOR_GRAY2BGR)
        self.net.setInput(cv2.dnn.blobFromImage(bgr))
        out = dict(zip(self.names, self.net.forward(self.names)))
        best = (0.7, None)
        for stride in (8, 16, 32):
            score = np.sqrt(np.clip(out[f"cls_{stride}"].ravel(), 0, 1) * np.clip(out[f"obj_{stride}"].ravel(), 0, 1))
            i = int(score.argmax())
            if score[i] > best[0]:
                row, column = divmod(i, side // stride)
                points = out[f"kps_{stride}"].reshape(-1, 5, 2)[i]
                best = (score[i], (points + [column, row]) * stride / scale)
        return best[1]


def largest(image, least):
    boxes = CASCADE.detectMultiScale(image, 1.1, 3, 0, (least, least))
    return max(boxes, key=lambda box: box[2]) if len(boxes) else None


def frame_measure(data, yunet, count):
    boxes, points, within = [], [], []
    total = 0
    for picture in training_pictures(data, count):
        total += 1
        border = round(0.3 * 48)
        side = 48 + 2 * border
        scale = 500 / side
        big = cv2.resize(cv2.copyMakeBorder(picture, border, border, border, border, cv2.BORDER_REPLICATE), (500, 500))
        box = largest(big, 150)
        marks = yunet.points(big)
        if marks is not None:
            points.append((marks / scale - border) / 48)
        if box is not None:
            x, y, w, _ = box / scale
            boxes.append([(x - border) / 48, (y - border) / 48, w / 48])
            if marks is not None:
                within.append((marks - box[:2]) / box[2])
    return total, np.array(boxes), np.array(points), np.array(within)


def photo_measure(data, folder, count):
    within = []
    with open(os.path.join(data, folder, "photos.jsonl" if folder == "photos" else "val.jsonl"), encoding="utf-8") as file:
        records = [json.loads(line) for line in file][:count]
    for record in records:
        path = os.path.join(data, folder, record["file"])
        if not os.path.exists(path):
            path = os.path.join(data, folder, "images", record["file"])
        image = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
        faces = [f for f in record["faces"] if f.get("landmarks") and not f.get("ignore")]
        if image is None or not faces:
            continue
        for x, y, w, h in CASCADE.detectMultiScale(image, 1.1, 3, 0, (24, 24)):
            for face in faces:
                marks = (np.array(face["landmarks"]) - [x, y]) / w
                if (marks > 0.05).all() and (marks < 0.95).all() and 0.25 < marks[1][0] - marks[0][0] < 0.6:
                    within.append(marks)
    return np.array(within)


def fit(target, within):
    """Scale and offset of the square around a unit box that takes points of the box to points of the frame."""
    use = [0, 1, 3, 4]
    a, b = np.median(within, 0)[use], np.median(target, 0)[use]
    ac, bc = a - a.mean(0), b - b.mean(0)
    scale = (ac * bc).sum() / (ac * ac).sum()          # frame units a box unit
    side = 1 / scale                                   # side of the frame in boxes
    centre = a.mean(0) + (0.5 - b.mean(0)) / scale     # middle of the frame in the box
    return side, centre


def show(name, values):
    print(name, {n: [round(float(v), 4) for v in p] for n, p in zip(NAMES, np.median(values, 0))}, len(values))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("yunet")
    parser.add_argument("--count", type=int, default=2000)
    arguments = parser.parse_args()
    total, boxes, points, within = frame_measure(arguments.data, YuNet(arguments.yunet), arguments.count)
    x, y, w = np.median(boxes, 0)
    print(f"FER2013: {total} pictures, Haar finds {len(boxes)}, YuNet {len(points)}")
    print(f"Haar box in the frame: x {x:.4f} y {y:.4f} side {w:.4f} (quartiles of the side {np.percentile(boxes[:, 2], [25, 75]).round(3)})")
    print(f"direct: side of the frame {1 / w:.4f} boxes, its middle at ({(0.5 - x) / w:.4f}, {(0.5 - y) / w:.4f}) of the box")
    show("points in the FER2013 frame", points)
    print("standard deviation", np.std(points, 0).round(3).tolist())
    show("points in the Haar box, FER2013", within)
    side, centre = fit(points, within)
    print(f"by points, FER2013: side {side:.4f} boxes, middle {centre.round(4).tolist()}")
    for folder, count in (("photos", 100), ("faces", 600)):
        found = photo_measure(arguments.data, folder, count)
        if len(found):
            show(f"points in the Haar box, {folder}", found)
            side, centre = fit(points, found)
            print(f"by points, {folder}: side {side:.4f} boxes, middle {centre.round(4).tolist()}")


if __name__ == "__main__":
    main()
